import * as typescript from 'monaco-editor/languages/features/typescript/register'
import understudyTypes from '../../../../shared/handler-api/understudy.d.ts?raw'
import { libraryUri } from '../library-tabs'
import globalTypes from './handler-globals.dts.txt?raw'

/** `ModuleResolutionKind.Bundler` of TypeScript 5. The cast: the editor's own enumeration stops at 2. */
const bundlerResolution = 100 as typescript.ModuleResolutionKind

/**
 * Errors that would be wrong here. The editor sees the files in `handlers/`; whether an import of
 * something else exists (2307, 2792), or has types (7016), is known when the code is compiled.
 */
const ignoredDiagnostics = [2307, 2792, 7016]

/** Teaches the editor what a handler may use, so that its completion and errors are those of a real compile. */
export function setUpTypeScript(): void {
  for (const defaults of [typescript.typescriptDefaults, typescript.javascriptDefaults]) {
    defaults.setCompilerOptions(compilerOptions())
    defaults.setDiagnosticsOptions({ diagnosticCodesToIgnore: ignoredDiagnostics })
    // Files that are not in the visible tab are imported by it.
    defaults.setEagerModelSync(true)
    defaults.setExtraLibs([
      { content: understudyTypes, filePath: libraryUri('understudy.d.ts') },
      { content: globalTypes, filePath: libraryUri('handler-globals.d.ts') },
    ])
  }
}

/** The text of a file that was given to the editor's TypeScript as a library; '' for any other. */
export function libraryText(uri: string): string {
  return typescript.typescriptDefaults.getExtraLibs()[uri]?.content ?? ''
}

function compilerOptions(): Parameters<typeof typescript.typescriptDefaults.setCompilerOptions>[0] {
  return {
    target: typescript.ScriptTarget.ESNext,
    module: typescript.ModuleKind.ESNext,
    moduleResolution: bundlerResolution,
    lib: ['es2023'],
    strict: true,
    noEmit: true,
    allowJs: true,
    allowImportingTsExtensions: true,
    allowNonTsExtensions: true,
    isolatedModules: true,
    skipLibCheck: true,
  }
}
