import { el, type Element } from './element.ts'

/** Object identifiers of the HL7 V3 prescription messages (message implementation manual of EPS). */
export const OID = {
  nhsNumber: '2.16.840.1.113883.2.1.4.1',
  organisation: '1.2.826.0.1285.0.1.10',
  user: '1.2.826.0.1285.0.2.0.65',
  role: '1.2.826.0.1285.0.2.0.67',
  jobRole: '1.2.826.0.1285.0.2.1.104',
  professional: '1.2.826.0.1285.0.2.1.54',
  system: '1.2.826.0.1285.0.2.0.107',
  prescriptionShortForm: '2.16.840.1.113883.2.1.3.2.4.18.8',
  template: '2.16.840.1.113883.2.1.3.2.4.18.2',
  type: '2.16.840.1.113883.2.1.3.2.4.18.7',
  interaction: '2.16.840.1.113883.2.1.3.2.4.12',
  snomed: '2.16.840.1.113883.2.1.3.2.4.15',
  sex: '2.16.840.1.113883.2.1.3.2.4.16.25',
  cancellationReason: '2.16.840.1.113883.2.1.3.2.4.16.27',
  endorsement: '2.16.840.1.113883.2.1.3.2.4.16.32',
  treatmentType: '2.16.840.1.113883.2.1.3.2.4.16.36',
  siteType: '2.16.840.1.113883.2.1.3.2.4.17.21',
  prescriptionType: '2.16.840.1.113883.2.1.3.2.4.17.25',
  annotation: '2.16.840.1.113883.2.1.3.2.4.17.30',
  careProvision: '2.16.840.1.113883.2.1.3.2.4.17.37',
  organisationType: '2.16.840.1.113883.2.1.3.2.4.17.94',
} as const

/** `<id root="..." extension="..."/>` */
export function id(root: string, extension?: string): Element {
  return el('id', { root, extension })
}

/** An id that is a UUID: HL7 writes it in capitals. Anything else stays as it came. */
export function globalId(value: string): Element {
  return el('id', { root: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/i.test(value) ? value.toUpperCase() : value })
}

/** `<code code codeSystem displayName/>`, or another element of the same kind. */
export function code(codeSystem: string, value: string | undefined, displayName?: string, name = 'code'): Element {
  return el(name, { codeSystem, code: value, displayName })
}

export function snomed(value: string | undefined, displayName?: string): Element {
  return code(OID.snomed, value, displayName)
}

export function value(text: string): Element {
  return el('value', { value: text })
}

export function timestamp(name: string, text: string): Element {
  return el(name, { value: text })
}

export function template(extension: string): Element {
  return el('templateId', { root: OID.template, extension })
}

/** HL7 writes `seperatableInd`; so do we. */
export function separable(yes: boolean): Element {
  return el('seperatableInd', { value: String(yes) })
}

/** An observation about a prescription or an item: `<pertinentX><code code="PT"/><value/></pertinentX>`. */
export function annotation(name: string, kind: string, content: Element): Element {
  return el(name, { classCode: 'OBS', moodCode: 'EVN' }, code(OID.annotation, kind), content)
}

/** The relationship that carries an annotation. */
export function pertinent(name: string, isSeparable: boolean, content: Element): Element {
  return el(name, { typeCode: 'PERT', contextConductionInd: 'true' }, separable(isSeparable), content)
}
