/** What @mantine/form keeps beside a field, as a text. */
export function errorOf(error: unknown): string | undefined {
  return typeof error === 'string' ? error : undefined;
}
