export { appointmentRoutes } from './appointments.routes.ts';
export { createAppointment } from './write-appointment.ts';
