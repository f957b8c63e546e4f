import type { Call } from '../../kit/call.ts'
import type { Upload } from './check-summary.ts'
import { list, object, text } from './json.ts'
import sections from './sections.json' with { type: 'json' }
import type { ScrState } from './state.ts'

/** What the service lets pass although every published summary has it otherwise. */
export function noteContent(call: Call<ScrState>, { composition }: Upload): void {
  const clause = 'SCR FHIR API: published summaries (GP Summary presentation text)'
  const codes = list(composition['section']).map((section) => text(object(list(object(object(section)['code'])['coding'])[0])['code']))
  for (const { code, title } of sections.core) {
    if (!codes.includes(code)) call.note({ rule: 'core-section-missing', detail: `no section ${code} (${title})`, clause, pointer: '/Composition/section' })
  }
  const known = new Set([...sections.core, ...sections.additional].map(({ code }) => code))
  codes.forEach((code, at) => {
    if (!code || !known.has(code)) call.note({ rule: 'unknown-section', detail: `section ${code ?? 'without a code'}`, clause, pointer: `/Composition/section/${at}/code` })
  })
}
