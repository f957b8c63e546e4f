import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Component } from '../pack/components.ts'
import { isRecord } from '../pack/is-record.ts'
import type { Pack } from '../pack/open.ts'
import { sealNote } from './format.ts'
import type { Format } from './format.ts'
import { plain } from './plain.ts'
import { stableUuid } from './stable-uuid.ts'
import { utcInstant } from './utc-instant.ts'

/**
 * CycloneDX 1.6 (ECMA-424): what the harness was made of when it ran, as the pack kept it in environment.json. A pack that kept
 * nothing gets a document that says so, not an empty one that looks whole. The same pack makes the same bytes.
 */
export const format: Format = {
  name: 'sbom',
  summary: 'CycloneDX 1.6 of the harness as it ran',
  render: async (pack, outDir) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'sbom.cdx.json')
    writeFileSync(entry, `${JSON.stringify(document(pack), null, 1)}\n`)
    return { entry, files: 1 }
  },
}

function document(pack: Pack): object {
  const environment = isRecord(pack.environment) ? pack.environment : {}
  const { own, packages, lost } = partsOf(environment['components'])
  const refs = new Set([own, ...packages].map(refOf))
  const { run } = pack.results
  const content = {
    metadata: {
      timestamp: utcInstant(run.startedAt),
      component: { type: 'application', 'bom-ref': refOf(own), ...naming(own), ...licensing(own) },
      properties: [{ name: 'assay:seal', value: sealNote(pack) }, { name: 'assay:run', value: plain(run.id) }],
    },
    components: [...packages.map(library), ...runtime(environment['node'])],
    dependencies: [own, ...packages].map((part) => ({ ref: refOf(part), dependsOn: [...new Set(part.needs)].filter((need) => refs.has(need) && need !== refOf(part)) })),
    compositions: [{ aggregate: packages.length === 0 ? 'unknown' : lost ? 'incomplete' : 'complete', assemblies: [refOf(own)], dependencies: [refOf(own)] }],
  }
  return { $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json', bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${stableUuid('sbom', JSON.stringify(content))}`, version: 1, ...content }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 1000

/** A component as a pack gives it: a stranger may have written it. */
function readComponent(value: unknown): Component | undefined {
  if (!isRecord(value) || !isText(value['name']) || !isText(value['version'])) return undefined
  const { name, version, license, integrity, needs } = value
  return { name, version, ...(isText(license) ? { license } : {}), ...(isText(integrity) ? { integrity } : {}), needs: Array.isArray(needs) ? needs.filter(isText).map((need) => plain(need)) : [] }
}

function partsOf(kept: unknown): { own: Component; packages: Component[]; lost: boolean } {
  const given = Array.isArray(kept) ? kept : []
  const [own = { name: 'assay', version: 'unknown' }, ...rest] = given.map(readComponent).filter((part) => part !== undefined)
  const packages = [...new Map(rest.map((part) => [refOf(part), part])).values()].filter((part) => refOf(part) !== refOf(own))
  return { own, packages, lost: packages.length + 1 < given.length }
}

const refOf = ({ name, version }: Component): string => plain(`${name}@${version}`)

/** Package URL of npm (purl-spec): scope and name, each encoded. */
const purlOf = (part: Component): string => {
  const { group, name, version } = naming(part)
  return `pkg:npm/${[...(group === undefined ? [] : [group]), name].map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
}

function naming({ name, version }: Component): { group?: string; name: string; version: string } {
  const [, scope, own = name] = /^(@[^/]+)\/(.+)$/s.exec(name) ?? []
  return { ...(scope === undefined ? {} : { group: plain(scope) }), name: plain(own) || 'none', version: plain(version) || 'none' }
}

/** A single SPDX id is an expression as well; what cannot be one is a name. */
function licensing({ license }: Component): object {
  if (license === undefined) return {}
  return { licenses: [/^[A-Za-z0-9.+() -]+$/.test(license) ? { expression: license } : { license: { name: plain(license) || 'none' } }] }
}

function library(part: Component): object {
  return { type: 'library', 'bom-ref': refOf(part), ...naming(part), purl: purlOf(part), ...hashing(part), ...licensing(part) }
}

function hashing({ integrity = '' }: Component): object {
  const [, base64 = ''] = /^sha512-([A-Za-z0-9+/]{86}==)/.exec(integrity) ?? []
  return base64 === '' ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] }
}

const runtime = (version: unknown): object[] => (isText(version) ? [{ type: 'platform', 'bom-ref': 'runtime', name: 'Node.js', version: plain(version) }] : [])
