import { defineParameterType } from '@cucumber/cucumber'

/** SNOMED CT codes of the types of plan that scenarios speak of. Source: National Record Locator, categories and types. */
const TYPES = { 'mental health crisis plan': '736253002', 'advance care plan': '736366004', 'emergency health care plan': '887701000000100' } as const

defineParameterType({ name: 'planType', regexp: new RegExp(Object.keys(TYPES).join('|')), transformer: (name: string) => TYPES[name as keyof typeof TYPES] })

/** ODS codes of those who hold plans. */
const HOLDERS = { hospital: 'RZ9', 'other practice': 'A99902' } as const

defineParameterType({ name: 'planHolder', regexp: new RegExp(Object.keys(HOLDERS).join('|')), transformer: (name: string) => HOLDERS[name as keyof typeof HOLDERS] })
