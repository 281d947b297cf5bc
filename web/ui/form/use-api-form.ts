import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useT } from '../i18n/i18n-provider.tsx'
import { errorText } from '../states/error-text.ts'

type TextValues = Record<string, unknown>
type Errors = Record<string, string | null>

type FormOf<Values extends TextValues> = Pick<
  ReturnType<typeof useForm<Values>>,
  'values' | 'getInputProps' | 'getInputNode' | 'isDirty' | 'setInitialValues' | 'reset'
>

interface ApiFormOptions<Values extends TextValues, Answer> {
  readonly initialValues: Values
  /** What is wrong in words, by field; null for what is right. */
  readonly validate: (values: Values) => Errors
  readonly save: (values: Values) => Promise<Answer>
  readonly onSaved: (answer: Answer, values: Values) => void | Promise<void>
}

interface ApiForm<Values extends TextValues> {
  readonly form: FormOf<Values>
  readonly onSubmit: (event?: SyntheticEvent<HTMLFormElement>) => void
  readonly isSaving: boolean
  /** What went wrong with the whole, in words; null while nothing has. */
  readonly failure: string | null
}

/** A form that is saved through the API: errors stand beside their fields, and the first one gets the focus. */
export function useApiForm<Values extends TextValues, Answer>(
  options: ApiFormOptions<Values, Answer>,
): ApiForm<Values> {
  const t = useT()
  const [failure, setFailure] = useState<string | null>(null)
  const form = useForm<Values>({
    initialValues: options.initialValues,
    validate: (values) => withoutNulls(options.validate(values)),
  })

  const mutation = useMutation({
    mutationFn: options.save,
    onSuccess: options.onSaved,
    onError: (error) => {
      const known = fieldErrorsOf(error, Object.keys(options.initialValues))
      form.setErrors(known)
      if (!focusFirst(form, known)) setFailure(errorText(t, error))
    },
  })

  const onSubmit = form.onSubmit(
    (values) => {
      setFailure(null)
      mutation.mutate(values)
    },
    (errors) => focusFirst(form, errors),
  )
  return { form, onSubmit, isSaving: mutation.isPending, failure }
}

function withoutNulls(errors: Errors): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

/** The server names a field as `body/email` or `body/settings/auth_token`; the form knows the last word. */
function fieldErrorsOf(error: unknown, fields: readonly string[]): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  const found = error.fieldErrors.map(
    ({ path, detail }) => [path.split(/[/.]/).at(-1) ?? '', detail] as const,
  )
  return Object.fromEntries(found.filter(([field]) => fields.includes(field)))
}

function focusFirst<Values extends TextValues>(form: FormOf<Values>, errors: object): boolean {
  const [first] = Object.keys(errors)
  const field = first === undefined ? null : form.getInputNode(first)
  // A field that is not on the page cannot show what is wrong with it.
  if (field === null) return false
  // The error must be on the page before the field is read out together with it.
  requestAnimationFrame(() => field.focus())
  return true
}
