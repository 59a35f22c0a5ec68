import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { queryClient, router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

/** Theme, server state, notes and routes. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications
          className="toasts"
          position="bottom-center"
          limit={4}
          transitionDuration={160}
          zIndex={400}
        />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
