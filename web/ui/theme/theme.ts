import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** A dark scale with a breath of blue, so that dark pages are calm and charts keep their colours. */
const dark: MantineColorsTuple = [
  '#dce0e8',
  '#b9c0cc',
  '#9aa2b1',
  '#6b7384',
  '#363d4b',
  '#2b313d',
  '#1f242e',
  '#171b23',
  '#11141a',
  '#0c0e13',
]

const fontFamily = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** One look for all pages: an 8 px scale, one border, hardly a shadow. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  colors: { dark },
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  fontSizes: { xs: '12px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '24px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Badge: {
      // Coloured words on a tint of the same colour are too faint; the tint alone says which it is.
      styles: {
        root: {
          color: 'var(--mantine-color-text)',
          textTransform: 'none',
          fontWeight: 500,
          letterSpacing: 0,
        },
      },
    },
    Modal: { defaultProps: { styles: { title: { fontWeight: 600, fontSize: 16 } } } },
    Drawer: { defaultProps: { styles: { title: { fontWeight: 600, fontSize: 16 } } } },
  },
  shadows: {
    xs: '0 1px 2px rgb(16 24 40 / 5%)',
    sm: '0 1px 3px rgb(16 24 40 / 8%)',
    md: '0 4px 12px rgb(16 24 40 / 10%)',
    lg: '0 8px 24px rgb(16 24 40 / 12%)',
    xl: '0 12px 32px rgb(16 24 40 / 14%)',
  },
})

/** Greys and reds of the kit are too faint for small text (WCAG 2.2 AA asks for 4.5 : 1); these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--page-max-width': '1440px', '--header-height': '56px', '--menu-width': '220px' },
  light: {
    '--page-background': '#f6f7f9',
    '--card-background': '#ffffff',
    '--card-border': '#e3e6eb',
    '--mantine-color-text': '#1a1f29',
    '--mantine-color-dimmed': '#59616f',
    '--mantine-color-placeholder': '#6f7785',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-default-border': '#d5d9e0',
    '--mantine-color-anchor': '#3b5bdb',
    '--row-hover': '#f3f5f9',
  },
  dark: {
    '--page-background': '#11141a',
    '--card-background': '#171b23',
    '--card-border': '#2b313d',
    '--mantine-color-body': '#171b23',
    '--mantine-color-text': '#e3e7ee',
    '--mantine-color-dimmed': '#a5adbb',
    '--mantine-color-placeholder': '#868f9f',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-default-border': '#363d4b',
    '--mantine-color-anchor': '#91a7ff',
    '--row-hover': '#1d222b',
  },
})
