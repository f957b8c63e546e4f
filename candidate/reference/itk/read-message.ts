import { behaviour } from '../behaviour.ts'
import { parseJson } from '../national/json.ts'
import { fromXml } from './fhir-xml.ts'
import { ItkProblem, type ItkDocument, type ItkHeader } from './message.ts'
import { personName } from './person-name.ts'
import { partsOf } from './read-parts.ts'
import { all, at, isTree, optional, resolveReference as resolve, text, type Tree } from './tree.ts'

const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number'
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
const HANDLING = 'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2'

/** What a person can read here. */
const READABLE = new Set(['application/pdf', 'text/html', 'text/plain', 'text/rtf', 'image/jpeg', 'image/png', 'image/tiff'])

/** Reads the content of a message, in either of the forms that FHIR has; nothing for what cannot be read. */
export const parseMessage = behaviour('itk.parseMessage', (content: string): { format: ItkHeader['format']; bundle: Tree } | undefined => {
  const start = content.trimStart()[0]
  if (start === '{') {
    const json = parseJson(content)
    return isTree(json) ? { format: 'json', bundle: json } : undefined
  }
  try {
    return { format: 'xml', bundle: fromXml(content) }
  } catch {
    // Not XML, or not FHIR: whoever asked is told that it cannot be read.
    return undefined
  }
})

/** The header of a message: the first entry of a bundle of type message. Source: ITK3 Message Distribution, MessageHeader. */
export function readHeader({ format, bundle }: { format: ItkHeader['format']; bundle: Tree }): ItkHeader | undefined {
  const header = at(bundle, 'entry', 'resource')
  if (text(bundle, 'type') !== 'message' || text(header, 'resourceType') !== 'MessageHeader') return undefined
  const id = text(header, 'id')
  const event = text(header, 'event', 'code')
  if (id === undefined || event === undefined) return undefined
  const handling = all(header, 'extension').find((each) => text(each, 'url') === HANDLING)
  const part = (name: string) => all(handling, 'extension').find((each) => text(each, 'url') === name)
  const odsOf = (reference: string | undefined) => identifierOf(resolve(bundle, reference), ODS)
  const sender = odsOf(text(header, 'sender', 'reference'))
  const receiver = odsOf(text(header, 'receiver', 'reference')) ?? text(header, 'destination', 'endpoint')?.split(':').at(-1)
  return {
    id,
    event,
    format,
    wantsInfrastructureAck: text(part('InfAckRequested'), 'valueBoolean') === 'true',
    wantsBusinessAck: text(part('BusAckRequested'), 'valueBoolean') === 'true',
    recipientType: text(part('RecipientType'), 'valueCoding', 'code') ?? 'FI',
    ...(sender !== undefined && { sender }),
    ...(receiver !== undefined && { receiver }),
  }
}

/**
 * The document that a message carries.
 *
 * @throws ItkProblem when it is not there, not whole, or cannot be shown
 */
export const readDocument = behaviour('itk.readDocument', (bundle: Tree): ItkDocument => {
  const invalid = (why: string) => new ItkProblem('invalidPayload', why)
  const payload = resolve(bundle, text(at(bundle, 'entry', 'resource'), 'focus', 'reference'))
  if (text(payload, 'resourceType') !== 'Bundle' || text(payload, 'type') !== 'document') throw invalid('The message has no document.')
  const composition = at(payload, 'entry', 'resource')
  if (text(composition, 'resourceType') !== 'Composition') throw invalid('The document does not begin with a Composition.')
  const patient = resolve(payload, text(composition, 'subject', 'reference'))
  if (text(patient, 'resourceType') !== 'Patient') throw invalid('The document does not say which patient it is about.')
  const custodian = resolve(payload, text(composition, 'custodian', 'reference'))
  const author = resolve(payload, text(composition, 'author', 'reference'))
  const code = text(composition, 'type', 'coding', 'code')
  const display = text(composition, 'type', 'coding', 'display')
  const replaced = all(composition, 'relatesTo').find((each) => text(each, 'code') === 'replaces')
  const replaces = text(replaced, 'targetIdentifier', 'value') ?? identifierOf(resolve(payload, text(replaced, 'targetReference', 'reference')))
  const name = all(patient, 'name').find((each) => text(each, 'use') === 'official') ?? at(patient, 'name')
  const odsCode = identifierOf(custodian, ODS)
  const identifier = text(composition, 'identifier', 'value') ?? text(payload, 'identifier', 'value')
  if (identifier === undefined) throw invalid('The document has no identifier.')
  return {
    identifier,
    title: text(composition, 'title') ?? display ?? 'Untitled document',
    ...(code !== undefined && { type: { code, ...(display !== undefined && { display }) } }),
    ...optional({ date: text(composition, 'date'), author: personName(author), replaces }),
    custodian: optional({ odsCode, name: text(custodian, 'name') }),
    patient: optional({ nhsNumber: identifierOf(patient, NHS_NUMBER), family: text(name, 'family'), given: text(name, 'given'), birthDate: text(patient, 'birthDate') }),
    contents: contentsOf(payload, composition),
    parts: partsOf(payload, patient),
  }
})

/** What a person reads of a document: its sections one after the other, where they have words, and every file that comes with it. */
export const contentsOf = behaviour('itk.contentsOf', (payload: unknown, composition: unknown): ItkDocument['contents'] => {
  const sections = sectionsOf(composition)
  const words = Buffer.from(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head><body>${sections}</body></html>`)
  const files = all(payload, 'entry')
    .map((entry) => at(entry, 'resource'))
    .filter((resource) => text(resource, 'resourceType') === 'Binary')
    .map(readFile)
  const contents = [...(sections === '' ? [] : [{ contentType: 'text/html', base64: words.toString('base64') }]), ...files]
  if (contents.length === 0) throw new ItkProblem('invalidPayload', 'The document has nothing to read.')
  return contents
})

function readFile(file: unknown): ItkDocument['contents'][number] {
  const contentType = (text(file, 'contentType') ?? '').split(';')[0]!.toLowerCase()
  const base64 = text(file, 'content')
  if (!READABLE.has(contentType)) throw new ItkProblem('unsupportedFile', `Files of type ${contentType || 'unknown'} cannot be shown here.`)
  if (base64 === undefined) throw new ItkProblem('invalidPayload', 'A file of the document is empty.')
  return { contentType, base64 }
}

/** The words of all sections, with the sections below them, in order. */
const sectionsOf = (composition: unknown): string =>
  all(composition, 'section')
    .map((section) => {
      const words = text(section, 'text', 'div') ?? ''
      const below = sectionsOf(section)
      const heading = text(section, 'title')
      return words === '' && below === '' ? '' : `${heading === undefined ? '' : `<h2>${escaped(heading)}</h2>`}${words}${below}`
    })
    .join('')

const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function identifierOf(resource: unknown, system?: string): string | undefined {
  const found = all(resource, 'identifier').find((each) => system === undefined || text(each, 'system') === system)
  return text(found, 'value')
}
