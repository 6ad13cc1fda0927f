import type { MarkupAttribute } from './markup.js'
import { maskedCharacter, maskOf } from './mask-tokens.js'

/** Names under which template languages of attributes set another one: Thymeleaf, QWeb, Vue, AngularJS. */
const setting = /^(?:th:|data-th-|t-attf?-|v-bind:|:|ng-)([a-z][\w-]*)$/

/** Those that set what is inside of an element; TAL, Alpine and the like among them. */
const filling =
  /^(?:(?:th:|data-th-)u?text|th:(?:replace|insert|include)|t-(?:out|esc|raw|field|call)|v-(?:text|html)|x-(?:text|html)|ng-bind(?:-html)?|tal:(?:content|replace))$/

/**
 * The attributes of an element as they will be: one that another sets, as `th:href` does `href`, is filled in later,
 * whatever its author wrote for a look at the file without data.
 */
export function withFilled(attributes: readonly MarkupAttribute[]): readonly MarkupAttribute[] {
  const filled = attributes.flatMap((attribute): readonly MarkupAttribute[] => {
    const [, name] = setting.exec(attribute.name) ?? []
    return name === undefined ? [] : [{ ...attribute, name, value: maskOf(attribute.value) || maskedCharacter }]
  })
  if (filled.length === 0) return attributes
  return [...attributes.filter(({ name }) => !filled.some((other) => other.name === name)), ...filled]
}

/** Whether what is inside of an element with these attributes is filled in later. */
export function isFilled(attributes: readonly MarkupAttribute[]): boolean {
  return attributes.some(({ name }) => filling.test(name))
}
