grant select, update on engine_lanes to switchyard_engine;
grant select, insert, update, delete on engine_members to switchyard_engine;
