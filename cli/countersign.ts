import { parseArgs } from 'node:util'
import { ProblemsError, type Problem } from '../config/problem.ts'
import { countersignPack } from '../reports/pack/countersign.ts'
import { privateKeyIn } from '../reports/pack/keys.ts'
import type { Signer } from '../reports/pack/signer.ts'
import type { Command } from './command.ts'
import { misused, onlyPack, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { SIGNER_HELP, SIGNER_OPTIONS, externalSignerFrom } from './external-signer.ts'
import { reportProblems } from './report-problems.ts'

const help = `assay countersign: put a reviewer's signature on an evidence pack

Usage
  assay countersign PACK --key FILE [--signed-by FILE] [--json]
  assay countersign PACK --signer COMMAND --signer-key FILE [--signed-by FILE] [--json]

The pack is verified first: one that was touched, is incomplete or has no seal is not signed. The signature is over what the seal is
over, and is added to it in statement.dsse.json; nothing else changes, and reports, baselines and merged packs that name the pack by
its seal still do. It says that the holder of the key has this pack before them, not that it is good: that is for the decision.

Options
  --key FILE           your private key (PEM; Ed25519 or ECDSA P-256, without a passphrase)
${SIGNER_HELP}
  --signed-by FILE     public key (PEM) of whoever you expect to have signed already; repeat for more. Without it the seal is checked with
                       the key in the pack, which shows that nothing was changed, not who sealed it
  --json               one JSON document on stdout
  -h, --help           this text

Examples
  openssl genpkey -algorithm ed25519 -out reviewer.key
  openssl pkey -in reviewer.key -pubout -out reviewer.pem
  assay countersign submission/ --key reviewer.key --signed-by supplier.pem
  assay verify submission/ --key supplier.pem --key reviewer.pem

Exit codes
  0  countersigned
  1  the pack was touched, or added up by another version of Assay; the first place is named
  2  options, key or pack cannot be used, the signer failed, or the key has signed already
  3  the pack is incomplete, or has no seal
`

export const command: Command = {
  name: 'countersign',
  summary: "put a reviewer's signature on an evidence pack",
  help,
  async run(args) {
    try {
      const options = { ...SIGNER_OPTIONS, key: { type: 'string' }, 'signed-by': { type: 'string', multiple: true }, json: { type: 'boolean', default: false } } as const
      const { positionals, values } = parsed('countersign', () => parseArgs({ args, allowPositionals: true, options }))
      const dir = onlyPack('countersign', positionals)
      const signer = signerFrom(values)
      const { verification } = countersignPack(dir, signer, publicKeysFrom(values['signed-by']))
      const signatures = [...verification.signatures.map(({ keyId, role, status }) => ({ keyId, role, status })), { keyId: signer.keyId, role: 'countersignature', status: 'known' }]
      if (values.json) printJson({ pack: dir, seal: verification.seal?.digest, keyId: signer.keyId, signatures })
      else print(`COUNTERSIGNED  ${dir}\n  key     ${signer.keyId}\n  seal    ${verification.seal?.digest}, as before\n  It has ${signatures.length} signatures now. Give your public key to whoever has to check yours.`)
      return 0
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error
      reportProblems(error.problems, args.includes('--json'))
      return exitCodeOf(error.problems)
    }
  },
}

function signerFrom(values: { key?: string | undefined; signer?: string | undefined; 'signer-key'?: string | undefined }): Signer {
  const external = externalSignerFrom('countersign', values)
  if (external !== undefined && values.key !== undefined) throw misused('countersign', 'either --key or --signer signs, not both')
  if (external !== undefined) return external
  if (values.key === undefined) throw misused('countersign', 'nothing to sign with: --key or --signer is missing')
  return privateKeyIn(values.key)
}

/** As `assay verify` and `assay gate` exit for such a pack. */
function exitCodeOf([first]: readonly Problem[]): number {
  if (first?.code === 'ASSAY_COUNTERSIGN_UNSOUND') return 1
  return first?.code === 'ASSAY_COUNTERSIGN_INCOMPLETE' ? 3 : 2
}
