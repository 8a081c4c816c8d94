/**
 * `{{uuid}}`, `{{number.int({"max": 9})}}` in a text: no line breaks, and braces at the end belong to it only
 * within parentheses, so `{"n": {{seq}}}` has one placeholder. The first group is what stands between the braces.
 */
export const placeholderPattern = /\{\{([^\r\n(]{0,200}?(?:\([^\r\n]{0,500}?\)\s{0,20})?)\}\}/g
