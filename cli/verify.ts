import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { keyIdOf } from '../reports/pack/key-type.ts'
import { verifyPack } from '../reports/pack/verify.ts'
import type { SignatureCheck } from '../reports/pack/check-signatures.ts'
import type { Verification, VerificationStatus } from '../reports/pack/verify.ts'
import { visible } from '../reports/visible.ts'
import type { Command } from './command.ts'
import { PACK_OPTIONS, onlyPack, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { reportProblems } from './report-problems.ts'

const help = `assay verify: is an evidence pack as it was sealed?

Usage
  assay verify PACK [--key FILE ...] [--json]

Every file of the pack is held to the signed manifest, every line of its event log to the one before it, and its results to what
the log adds up to. report/ is not part of the seal: render it again with \`assay report PACK\` rather than believing it.

Options
  --key FILE    public key (PEM; Ed25519 or ECDSA P-256) of whoever you expect to have signed; repeat for more: the supplier's, the
                reviewer's. Each of them has to have signed. Signatures by others are checked with the keys that came with the
                pack, and named as of unknown signers: that shows that nothing was changed since signing, not who signed
  --json        one JSON document on stdout
  -h, --help    this text

Examples
  assay verify packs/latest
  assay verify submission/ --key supplier-public-key.pem
  assay verify submission/ --key supplier-public-key.pem --key reviewer-public-key.pem

Exit codes
  0  valid
  1  touched, or a signature was changed, forged or is missing, or there is no seal, and the first place is named; or untouched, but
     with results as another version of Assay adds them up, which is said in words (RECKONED OTHERWISE; status reckoned-otherwise)
  2  unreadable: no pack, too large, or not safe to look at
`

const EXIT_CODES: Record<VerificationStatus, number> = { valid: 0, touched: 1, 'reckoned-otherwise': 1, unsealed: 1, unreadable: 2 }

export const command: Command = {
  name: 'verify',
  summary: 'prove that an evidence pack was not touched',
  help,
  async run(args) {
    try {
      const { positionals, values } = parsed('verify', () => parseArgs({ args, allowPositionals: true, options: PACK_OPTIONS }))
      if (values.help) {
        print(help)
        return 0
      }
      const pack = onlyPack('verify', positionals)
      const keys = publicKeysFrom(values.key)
      const files = new Map(keys.map((key, at) => [keyIdOf(key), values.key?.[at] ?? '']))
      const verification = verifyPack(pack, keys)
      const signatures = verification.signatures.map((signature) => ({ ...signature, ...(signature.status === 'known' ? { key: files.get(signature.keyId) } : {}) }))
      if (values.json) printJson({ pack, ...verification, signatures })
      else print([describe(pack, verification), ...signatures.map(signatureLine)].join('\n'))
      return EXIT_CODES[verification.status]
    } catch (error) {
      if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
      throw error
    }
  },
}

/** More than these are counted, not listed. */
const SHOWN = 10

function describe(pack: string, { status, findings, origin, seal, files }: Verification): string {
  const found = [
    ...findings.slice(0, SHOWN).map(({ place, what }) => visible(`  ${place}  ${what}`)),
    ...(findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more (--json lists all)`] : []),
  ]
  switch (status) {
    case 'valid':
      return [
        `VALID  ${pack}`,
        `  ${files} files are as they were sealed, and the results are what the event log adds up to.`,
        `  seal    ${seal?.digest}`,
        originLine(origin),
      ].join('\n')
    case 'touched':
      return [`TOUCHED  ${pack}`, ...found].join('\n')
    case 'reckoned-otherwise':
      return [
        `RECKONED OTHERWISE  ${pack}`,
        `  ${files} files are as they were sealed and the event log is whole: nothing was touched. But this Assay adds the log up otherwise than`,
        '  the results that were sealed with it, as an older or newer one does. The reports show what the log adds up to now. Verify it with the',
        '  Assay that made it to see it valid; without that, do not rely on its results.json.',
        ...found,
        `  seal    ${seal?.digest}`,
        originLine(origin),
      ].join('\n')
    case 'unsealed':
      return [`NOT SEALED  ${pack}`, ...found].join('\n')
    case 'unreadable':
      return [`UNREADABLE  ${pack}`, ...found].join('\n')
  }
}

const originLine = (origin: Verification['origin']): string =>
  origin === 'given-key'
    ? '  origin  signed with every key you gave.'
    : '  origin  NOT PROVEN: checked with the key in the pack itself. Use --key with the key you expect.'

function signatureLine({ role, keyId, status, algorithm, key }: SignatureCheck & { key?: string | undefined }): string {
  const words = {
    known: `good, checked with ${key}`,
    unknown: 'signer UNKNOWN: it fits the key that came with it, and whose key that is, is not proven',
    bad: 'NOT GOOD',
  } as const
  return visible(`  ${role}  by key ${keyId}${algorithm === undefined ? '' : `, ${algorithm}`}: ${words[status]}`)
}
