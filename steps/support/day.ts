import { defineParameterType } from '@cucumber/cucumber'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

// "12 May 2024" in a sentence is the ISO date 2024-05-12 in a step.
defineParameterType({
  name: 'day',
  regexp: new RegExp(`\\d{1,2} (?:${MONTHS.join('|')}) \\d{4}`),
  transformer: (words: string) => {
    const [day = '', month = '', year = ''] = words.split(' ')
    return `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
  },
})
