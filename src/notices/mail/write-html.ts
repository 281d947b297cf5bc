import type { Language } from '../../messages/index.ts'
import type { MailContent } from './compose-mail.ts'
import { escapeHtml } from './escape-html.ts'

/** Simple on purpose: readers of mail know tables and styles beside the element, and dark ones turn plain colours themselves. */
export function htmlOf({ subject, sentence, facts, link, foot }: MailContent, language: Language): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="padding:4px 16px 4px 0;color:#5c5f66">${escapeHtml(name)}</td><td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:24px">
<p style="margin:0 0 16px">${escapeHtml(sentence)}</p>
${rows.length > 0 ? `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>\n` : ''}<p style="margin:0 0 24px"><a href="${escapeHtml(link.url)}">${escapeHtml(link.words)}</a></p>
<p style="margin:0;color:#5c5f66;font-size:13px;line-height:20px">${escapeHtml(foot)}</p>
</body>
</html>
`
}
