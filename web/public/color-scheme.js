// Runs before the first paint, so that a dark page never flashes white. A file of its own: the content security policy
// allows no inline scripts. The key is the one Mantine's local storage manager uses.
;(function () {
  var stored = null
  try {
    stored = window.localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage may be forbidden; the system's scheme stands in.
  }
  var scheme =
    stored === 'light' || stored === 'dark'
      ? stored
      : window.matchMedia('(prefers-color-scheme: dark)').matches
        ? 'dark'
        : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
})()
