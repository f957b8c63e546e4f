import { fact } from './decision-page.ts'
import type { Page } from './layout.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { bodyBlock } from './message.ts'
import { glossary } from './outcomes.ts'
import type { ReportModel } from './report-model.ts'
import { BASIS, humanise, instant, plural } from './words.ts'

/** Where the evidence comes from, how to check it, and how to read it. */
export function aboutPage({ pack: { results, verification, environment, run: { resumptions } } }: ReportModel): Page {
  const { run, catalogue } = results
  return {
    title: 'About this evidence',
    section: 'about.html',
    content: html`
<h1 class="nhsuk-heading-l">About this evidence</h1>
<h2 class="nhsuk-heading-m">The seal</h2>
${sealText(verification)}
<dl class="nhsuk-summary-list assay-facts">
${fact('Digest of the seal', html`<code>${verification.seal?.digest ?? 'none'}</code>`)}
${verification.signatures.map(signature)}
${fact('Catalogue', html`<code>${catalogue}</code>`)}
${fact('Run', html`<code>${run.id}</code>, seed ${run.seed}, profile ${run.profile}`)}
${fact('From, to', `${instant(run.startedAt)}, ${run.finishedAt === undefined ? 'not ended' : instant(run.finishedAt)}`)}
${resumptions.map(({ at, again }) => fact('Gone on with', `${instant(at)}, after it had been cut short; ${again.length === 0 ? 'no scenario' : plural(again.length, 'scenario')} that had begun, begun anew`))}
</dl>
<p>To check the evidence yourself: <code>assay verify PACK --key FILE</code>, with the public key that you have from the supplier. The pack's layout, and how to
check it with other tools, is in <code>docs/pack.md</code> of Assay.</p>
<h2 class="nhsuk-heading-m">What the words mean</h2>
${glossary()}
<h2 class="nhsuk-heading-m">How well a requirement is known</h2>
<dl class="assay-glossary">${Object.entries(BASIS).map(([basis, meaning]) => html`<div><dt><strong>${humanise(basis)}</strong></dt><dd>${meaning}</dd></div>`)}</dl>
<h2 class="nhsuk-heading-m">Where it was run</h2>
${environment === undefined ? html`<p>environment.json cannot be read.</p>` : bodyBlock(JSON.stringify(environment, shortened), 'Environment')}
<p class="assay-quiet">Requirements contain public sector information licensed under the Open Government Licence v3.0.</p>`,
  }
}

const SIGNER = {
  known: 'good, by a key that was given for it',
  unknown: 'signer unknown: it fits the key that came with it, and whose key that is, is not proven',
  bad: 'not good',
} as const

const signature = ({ role, keyId, algorithm, status }: ReportModel['pack']['verification']['signatures'][number]): Markup =>
  fact(role === 'seal' ? 'Sealed by key' : 'Countersigned by key', html`<code>${keyId}</code>${algorithm === undefined ? '' : `, ${algorithm}`}: ${SIGNER[status]}`)

function sealText({ status, origin, findings, files }: ReportModel['pack']['verification']): Markup {
  if (status !== 'valid') {
    return html`<p>When this report was rendered, the pack was <strong>${status}</strong>:</p><ul class="nhsuk-list nhsuk-list--bullet">${findings.map(({ place, what }) => html`<li><code>${place}</code> ${what}</li>`)}</ul>`
  }
  return html`<p class="nhsuk-u-reading-width">When this report was rendered, all ${files} files of the pack were as they were sealed, and the results were what the event log adds up to.
${origin === 'given-key'
    ? 'The pack was signed with every key that was given for it.'
    : 'The signatures were checked with the keys in the pack itself: that shows that nothing was changed since signing, not who signed.'}</p>`
}

/** The list of packages is for `--format sbom`. */
const shortened = (key: string, value: unknown): unknown => (key === 'components' && Array.isArray(value) ? `${value.length} packages` : value)
