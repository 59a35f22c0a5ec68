import { z } from 'zod';
import {
  Appointment,
  AppointmentChange,
  AppointmentInput,
  AppointmentQuery,
  RescheduleInput,
} from '../../contracts/appointments.ts';
import { pageOf } from '../../contracts/paging.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import { callerOf } from '../../platform/http/access.ts';
import { decodeCursor, TimeCursor } from '../../platform/http/cursor.ts';
import { errorResponses } from '../../platform/http/error-responses.ts';
import { toPage } from '../../platform/http/page.ts';
import { notFound } from '../../platform/http/problem.ts';
import type { Routes } from '../../platform/http/server.ts';
import { findAppointment, listAppointments, removeAppointment } from './appointments.store.ts';
import {
  changeAppointment,
  createAppointment,
  rescheduleAppointment,
} from './write-appointment.ts';

const tags = ['Appointments'];
const AppointmentId = z.object({ id: z.uuid() });
const errors = errorResponses(401, 403, 404, 422, 429);

/** Meetings with contacts: list, make, read, change, reschedule, delete. */
export function appointmentRoutes({ database }: { database: Database }): Routes {
  return (app) => {
    app.get(
      '/api/v1/appointments',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'List appointments',
          description: 'By any filter together.',
          querystring: AppointmentQuery,
          response: { 200: pageOf(Appointment), ...errorResponses(401, 403, 422, 429) },
        },
      },
      (request) => {
        const { workspaceId, actor, memberId } = callerOf(request);
        const { limit, cursor, sort, ...filter } = request.query;
        const page = { limit: limit + 1, position: decodeCursor(cursor, TimeCursor) };
        return database.withWorkspace(workspaceId, actor, async (tx) =>
          toPage(await listAppointments(tx, { ...filter, me: memberId }, sort, page), limit),
        );
      },
    );

    app.post(
      '/api/v1/appointments',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Make an appointment',
          description: 'Its assignee is told, unless it is who asks.',
          body: AppointmentInput,
          response: { 201: Appointment, ...errorResponses(401, 403, 422, 429) },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const made = await database.withWorkspace(caller.workspaceId, caller.actor, async (tx) =>
          requireAppointment(tx, await createAppointment(tx, caller, request.body)),
        );
        return reply.code(201).send(made);
      },
    );

    app.get(
      '/api/v1/appointments/:id',
      {
        config: { access: 'viewer' },
        schema: {
          tags,
          summary: 'Get an appointment',
          params: AppointmentId,
          response: { 200: Appointment, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        return database.withWorkspace(workspaceId, actor, (tx) =>
          requireAppointment(tx, request.params.id),
        );
      },
    );

    app.patch(
      '/api/v1/appointments/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Change an appointment',
          description: 'Any status may follow any. A new assignee is told, unless it is who asks.',
          params: AppointmentId,
          body: AppointmentChange,
          response: { 200: Appointment, ...errors },
        },
      },
      (request) => {
        const caller = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(caller.workspaceId, caller.actor, async (tx) => {
          await changeAppointment(tx, caller, id, request.body);
          return requireAppointment(tx, id);
        });
      },
    );

    app.post(
      '/api/v1/appointments/:id/reschedule',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Give an appointment another time',
          description:
            'A missed one is scheduled again. Refused for completed and cancelled ones: set the ' +
            'status of a cancelled one to `scheduled` first.',
          params: AppointmentId,
          body: RescheduleInput,
          response: { 200: Appointment, ...errors },
        },
      },
      (request) => {
        const { workspaceId, actor } = callerOf(request);
        const { id } = request.params;
        return database.withWorkspace(workspaceId, actor, async (tx) => {
          await rescheduleAppointment(tx, id, request.body);
          return requireAppointment(tx, id);
        });
      },
    );

    app.delete(
      '/api/v1/appointments/:id',
      {
        config: { access: 'agent' },
        schema: {
          tags,
          summary: 'Delete an appointment',
          params: AppointmentId,
          response: { 204: z.null(), ...errors },
        },
      },
      async (request, reply) => {
        const { workspaceId, actor } = callerOf(request);
        const removed = await database.withWorkspace(workspaceId, actor, (tx) =>
          removeAppointment(tx, request.params.id),
        );
        if (!removed) throw notFound('appointment');
        return reply.code(204).send(null);
      },
    );
  };
}

async function requireAppointment(tx: Tx, id: string): Promise<Appointment> {
  const appointment = await findAppointment(tx, id);
  if (!appointment) throw notFound('appointment');
  return appointment;
}
