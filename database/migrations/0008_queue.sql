-- BullMQ keeps its tables here and makes a sequence for each kind of work as it goes, so the schema
-- belongs to the role that works with it; the engine may create nothing anywhere else.
create schema if not exists queue authorization switchyard_engine;
