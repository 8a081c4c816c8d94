import classes from './refusal.module.css'

/** Why something was not saved; nothing while `children` is null. In a form, so that it stands beside what was typed. */
export function Refusal({ children }: { readonly children: string | null }) {
  return (
    children !== null && (
      <p role="alert" className={classes.refusal}>
        {children}
      </p>
    )
  )
}
