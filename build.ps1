# Thin list of dotnet calls; build.sh is its twin and a test compares the two.
# Arguments after the target are passed on. CI=true restores in locked mode (Directory.Build.props).
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$env:TESTINGPLATFORM_UI_LANGUAGE = 'en'

# Prints the one-line sum of a test log: what ran, and every project that failed without saying which test.
function Write-TestSum($lines, $status) {
  $count = @{ succeeded = 0; failed = 0; skipped = 0; error = 0 }
  $seen = $false
  foreach ($line in $lines) {
    if ($line -match '^Test run summary:') { $seen = $true }
    if ($seen -and $line -match '^ +(succeeded|failed|skipped|error): (\d+)') { $count[$Matches[1]] = [int]$Matches[2] }
  }
  $failed = $count.failed + $count.error
  if ($failed -eq 0 -and ($status -ne 0 -or $count.succeeded + $count.skipped -eq 0)) { $failed = 1 }
  Write-Output "$($count.succeeded) passed, $failed failed, $($count.skipped) skipped"
  if ($failed -gt 0) { exit 1 }
  exit 0
}

$target = if ($args.Count -gt 0) { $args[0] } else { 'help' }
$rest = @($args | Select-Object -Skip 1)

switch ($target) {
  'build' {
    dotnet build NumaProbe.slnx -c Release @rest
  }
  'test' {
    dotnet test --solution NumaProbe.slnx -c Release --no-progress --ignore-exit-code 8 @rest | Tee-Object -Variable lines
    Write-TestSum $lines $LASTEXITCODE
  }
  'run' {
    if ($rest.Count -eq 0) { $rest = @('run', (Get-ChildItem scenarios/01-*.yaml | Select-Object -First 1).FullName) }
    dotnet run --project src/Cli -c Release -- @rest
  }
  'bench' {
    dotnet run --project bench -c Release -- @rest
  }
  'publish' {
    dotnet publish src/Cli -c Release --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json --artifacts-path artifacts -o artifacts/publish @rest
  }
  'help' {
    Write-Output 'usage: build.ps1 build | test | run | bench | publish  [arguments passed on]'
  }
  default {
    [Console]::Error.WriteLine("unknown target '$target'; try: build.ps1 help")
    exit 2
  }
}
exit $LASTEXITCODE
