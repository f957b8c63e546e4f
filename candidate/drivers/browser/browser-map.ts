import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { parse } from 'yaml'
import { VerbNotOffered } from '../../port/faults.ts'

/** How something is found on a page. */
export interface Finder {
  role?: string
  name?: string
  label?: string
  text?: string
  selector?: string
}

/** See config/browser-map.yaml. */
export interface BrowserMap {
  places: Record<string, string>
  regions: Record<string, Finder>
  fields: Record<string, Finder>
  controls: Record<string, Finder>
  identity: Record<string, Finder>
}

const DEFAULT_MAP = new URL('../../../config/browser-map.yaml', import.meta.url)

/** The map that comes with Assay, with a supplier's own on top. */
export function loadBrowserMap(file?: string): BrowserMap {
  const base = parse(readFileSync(DEFAULT_MAP, 'utf8')) as BrowserMap
  if (file === undefined) return base
  const own = parse(readFileSync(file, 'utf8')) as Partial<BrowserMap>
  return {
    places: { ...base.places, ...own.places },
    regions: { ...base.regions, ...own.regions },
    fields: { ...base.fields, ...own.fields },
    controls: { ...base.controls, ...own.controls },
    identity: { ...base.identity, ...own.identity },
  }
}

/** The thing that a name of the map stands for, on this page. */
export function locate(page: Page, map: BrowserMap, kind: 'regions' | 'fields' | 'controls' | 'identity', name: string): Locator {
  const finder = map[kind][name]
  if (!finder) throw new VerbNotOffered(`screen: ${name}`, `the browser map has no ${name} under ${kind}`)
  const { role, name: accessibleName, label, text, selector } = finder
  if (role) return page.getByRole(role as Parameters<Page['getByRole']>[0], accessibleName === undefined ? {} : { name: pattern(accessibleName) }).first()
  if (label) return page.getByLabel(pattern(label)).first()
  if (text) return page.getByText(pattern(text)).first()
  return page.locator(selector ?? '').first()
}

/** The address of a place, with what is in braces filled in. */
export function addressOf(map: BrowserMap, place: string, of: Record<string, string>): string {
  const template = map.places[place]
  if (template === undefined) throw new VerbNotOffered(`screen: ${place}`, `the browser map has no ${place} under places`)
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(of[name] ?? ''))
}

/** `/.../` is a regular expression, anything else a text. */
function pattern(text: string): string | RegExp {
  const match = /^\/(.*)\/$/.exec(text)
  return match ? new RegExp(match[1]!) : text
}
