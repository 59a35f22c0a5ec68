import {
  ActionIcon,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Drawer,
  Input,
  List,
  Menu,
  Modal,
  SegmentedControl,
  Text,
  Tooltip,
} from '@mantine/core';

/** Controls are 32 px high, so that rows stay on the 8 px grid. */
const controlHeight = '32px';

export const theme = createTheme({
  fontFamily:
    'system-ui, -apple-system, BlinkMacSystemFont, "Segoe UI Variable Text", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '18px', lineHeight: '24px' },
      h2: { fontSize: '14px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(15 18 30 / 6%)',
    sm: '0 1px 2px rgb(15 18 30 / 6%), 0 2px 8px rgb(15 18 30 / 6%)',
    md: '0 2px 6px rgb(15 18 30 / 7%), 0 8px 24px rgb(15 18 30 / 10%)',
    lg: '0 2px 6px rgb(15 18 30 / 7%), 0 8px 24px rgb(15 18 30 / 10%)',
    xl: '0 4px 12px rgb(15 18 30 / 8%), 0 16px 48px rgb(15 18 30 / 16%)',
  },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    accent: [
      '#eef1ff',
      '#dee3fd',
      '#bcc5f9',
      '#97a4f4',
      '#7888ee',
      '#6074e9',
      '#4b5fe0',
      '#3f51c8',
      '#3445ac',
      '#293789',
    ],
    dark: [
      '#e6e7ea',
      '#c6c9cf',
      '#9ea2ab',
      '#7b808a',
      '#3b3e45',
      '#303339',
      '#26282d',
      '#1c1d21',
      '#17181b',
      '#101113',
    ],
  },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      vars: (_theme, { size }) => ({
        root:
          size === 'sm' ? { '--button-height': controlHeight, '--button-padding-x': '12px' } : {},
      }),
      styles: { label: { fontWeight: 500 } },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      vars: (_theme, { color }) => ({
        root: color === 'gray' ? { '--ai-color': 'var(--mantine-color-dimmed)' } : {},
      }),
    }),
    Input: Input.extend({
      vars: (_theme, { size }) => ({
        wrapper: !size || size === 'sm' ? { '--input-height': controlHeight } : {},
      }),
    }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', size: 'sm', radius: 'sm' },
      styles: { label: { textTransform: 'none', fontWeight: 500 } },
    }),
    SegmentedControl: SegmentedControl.extend({
      styles: { root: { background: 'var(--sy-hover)' }, label: { fontWeight: 500 } },
    }),
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        withinPortal: true,
        events: { hover: true, focus: true, touch: true },
      },
    }),
    List: List.extend({ defaultProps: { size: 'sm' } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } }),
    Modal: Modal.extend({
      styles: { title: { fontWeight: 600, lineHeight: '20px' } },
      defaultProps: {
        centered: true,
        radius: 'lg',
        transitionProps: { duration: 160, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        position: 'right',
        transitionProps: { duration: 180 },
        overlayProps: { backgroundOpacity: 0.25 },
      },
    }),
  },
});

/** Greys that reach AA (4.5 : 1) as small text, and the few surfaces of the shell. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b1d22',
    '--mantine-color-dimmed': '#5f656f',
    '--mantine-color-placeholder': '#6d737d',
    '--mantine-color-error': '#c92a2a',
    '--sy-line': '#e5e7eb',
    '--sy-sidebar': 'rgb(243 244 247 / 82%)',
    '--sy-surface': '#ffffff',
    '--sy-sunken': '#f6f7f9',
    '--sy-hover': 'rgb(20 24 40 / 5%)',
    '--sy-selected': 'rgb(75 95 224 / 11%)',
    '--sy-selected-text': '#3445ac',
  },
  dark: {
    '--mantine-color-placeholder': '#8d929c',
    '--mantine-color-error': '#ff8787',
    '--sy-line': '#2d2f35',
    '--sy-sidebar': 'rgb(23 24 27 / 82%)',
    '--sy-surface': '#1c1d21',
    '--sy-sunken': '#17181b',
    '--sy-hover': 'rgb(255 255 255 / 6%)',
    '--sy-selected': 'rgb(120 136 238 / 20%)',
    '--sy-selected-text': '#bcc5f9',
  },
});
