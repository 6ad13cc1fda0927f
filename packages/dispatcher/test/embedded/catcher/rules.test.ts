import { describe, expect, it } from 'vitest'

import { createRules } from '#dispatcher/embedded/catcher/rules.js'

describe('rules of the catcher', () => {
  it('hold for their channel and addresses only', () => {
    const rules = createRules()
    rules.set({ channel: 'sms' }, 'reject 30003')
    rules.set({ to: '*@bounce.example' }, 'reject 5.1.1')
    expect(rules.meet('sms', '+4915112345678')).toMatchObject({ code: '30003' })
    expect(rules.meet('email', 'ann@example.com')).toBeUndefined()
    expect(rules.meet('email', 'Ann@BOUNCE.example')).toMatchObject({ code: '5.1.1' })
    expect(rules.meet('email', 'ann@bounce.example.com')).toBeUndefined()
  })

  it('take a pattern literally but for its stars', () => {
    const rules = createRules()
    rules.set({ to: 'a.b+c@(x)*' }, 'hang')
    expect(rules.meet('email', 'a.b+c@(x)y')).toEqual({ kind: 'hang' })
    expect(rules.meet('email', 'aXb+c@(x)y')).toBeUndefined()
  })

  it('end after the messages that they are for', () => {
    const rules = createRules()
    rules.set({}, 'drop for 2')
    expect([1, 2, 3].map(() => rules.meet('push', 'token')?.kind)).toEqual(['drop', 'drop', undefined])
    expect(rules.list()).toEqual([])
  })

  it('are listed with what is left and how many they met, newest first', () => {
    const rules = createRules()
    rules.set({ channel: 'sms' }, 'hang for 3')
    rules.set({ channel: 'email', to: '*' }, ' reject 550 ')
    rules.meet('sms', '+49')
    rules.meet('email', 'a@b')
    expect(rules.list()).toEqual([
      { channel: 'email', to: '*', rule: 'reject 550', left: null, met: 1 },
      { channel: 'sms', rule: 'hang for 3', left: 2, met: 1 },
    ])
  })

  it('are replaced by one of the same scope, and a later one comes first', () => {
    const rules = createRules()
    rules.set({ channel: 'sms' }, 'hang')
    rules.set({}, 'drop')
    rules.set({ channel: 'sms' }, 'reject 30003')
    expect(rules.list()).toHaveLength(2)
    expect(rules.meet('sms', '+49')).toMatchObject({ kind: 'reject' })
  })

  it('are lifted by scope, or all', () => {
    const rules = createRules()
    rules.set({ channel: 'sms' }, 'hang')
    rules.set({ channel: 'push' }, 'hang')
    expect(rules.clear({ channel: 'email' })).toBe(0)
    expect(rules.clear({ channel: 'sms' })).toBe(1)
    expect(rules.clear({})).toBe(1)
    expect(rules.list()).toEqual([])
  })

  it('stay as they were when a text is no rule', () => {
    const rules = createRules()
    rules.set({}, 'hang')
    expect(() => rules.set({}, 'explode')).toThrow(/no action/)
    expect(rules.list()).toHaveLength(1)
  })
})
