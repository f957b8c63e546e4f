import { defineParameterType } from '@cucumber/cucumber'

defineParameterType({
  name: 'tampering',
  regexp: /change|delete/,
  transformer: (word: string) => word as 'change' | 'delete',
})

/** What a scenario says of somebody's coming and going, and the line that says the same. */
const COMING = {
  'signed in': { event: 'sign-in', success: true },
  'signed out': { event: 'sign-out', success: true },
  'failed to sign in': { event: 'sign-in', success: false },
} as const

defineParameterType({
  name: 'coming',
  regexp: new RegExp(Object.keys(COMING).join('|')),
  transformer: (words: string) => COMING[words as keyof typeof COMING],
})
