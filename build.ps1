# Thin list of dotnet calls; build.sh is its twin and a test compares the two.
# Arguments after the target are passed on. CI=true restores in locked mode (Directory.Build.props).
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_UI_LANGUAGE = 'en'
$env:TESTINGPLATFORM_UI_LANGUAGE = 'en'

# Prints the one-line sum of a test log, in which every run of vstest follows the summary of dotnet test: what ran, and every project that
# failed without saying which test or ran none.
function Write-TestSum($lines, $status) {
  $count = @{ succeeded = 0; failed = 0; skipped = 0; error = 0 }
  $more = @{ passed = 0; failed = 0; skipped = 0 }
  $runs = $counted = 0
  $seen = $false
  $names = @()
  foreach ($line in $lines) {
    if ($line -match '^Test run summary:') { $seen = $true }
    if ($line -cmatch '^ *failed [^ ].* \([0-9]' -or $line -cmatch '^ +Failed [^ ].* \[[0-9<]') { $names += $line }
    if ($line -match '^VSTest version ') { $runs++; $seen = $false }
    if ($runs -gt 0 -and $line -match '^(?:Passed|Failed|Skipped)! +- Failed: +(\d+), Passed: +(\d+), Skipped: +(\d+), Total: +[1-9]') {
      $counted++
      $more.failed += [int]$Matches[1]
      $more.passed += [int]$Matches[2]
      $more.skipped += [int]$Matches[3]
    }
    if ($seen -and $line -match '^ +(succeeded|failed|skipped|error): (\d+)') { $count[$Matches[1]] = [int]$Matches[2] }
  }
  $passed = $count.succeeded + $more.passed
  $failed = $count.failed + $count.error + $more.failed + $runs - $counted
  $skipped = $count.skipped + $more.skipped
  if ($failed -eq 0 -and ($status -ne 0 -or $passed + $skipped -eq 0)) { $failed = 1 }
  $names | Write-Output
  Write-Output "$passed passed, $failed failed, $skipped skipped"
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
    $lines = @()
    dotnet build NumaProbe.slnx -c Release
    $status = $LASTEXITCODE
    $built = $status -eq 0
    if ($built) {
      dotnet test --solution NumaProbe.slnx -c Release --no-build --no-progress --ignore-exit-code 8 @rest | Tee-Object -Variable lines
      $status = $LASTEXITCODE
    }
    # Akka's test kit needs xunit 2, which that runner neither builds nor runs; what narrows its choice narrows it to its own tests
    if ($built -and $rest.Count -eq 0) {
      foreach ($folder in Get-ChildItem tests/*.Akka.Tests) {
        $assembly = "tests/$($folder.Name)/bin/Release/net10.0/NumaProbe.$($folder.Name).dll"
        dotnet vstest $assembly | Tee-Object -Variable more
        if ($LASTEXITCODE -ne 0) { $status = $LASTEXITCODE }
        $lines += $more
      }
    }
    Write-TestSum $lines $status
  }
  'run' {
    if ($rest.Count -eq 0) { $rest = @((Get-ChildItem scenarios/01-*.yaml | Select-Object -First 1).FullName) }
    if (Test-Path $rest[0] -PathType Leaf) { $rest = @('run') + $rest }
    if (-not (Test-Path src/Cli/bin/Release)) { [Console]::Error.WriteLine('build.ps1: building numaprobe, which takes a minute or two the first time') }
    $ticker = Start-ThreadJob { for ($s = 10; ; $s += 10) { Start-Sleep 10; [Console]::Error.WriteLine("build.ps1: still building, $s s") } }
    dotnet build src/Cli -c Release -v quiet --nologo | ForEach-Object { [Console]::Error.WriteLine($_) }
    Remove-Job $ticker -Force
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    dotnet run --project src/Cli -c Release --no-build -- @rest
  }
  'bench' {
    dotnet run --project bench -c Release -- @rest
  }
  'publish' {
    dotnet publish src/Cli -c Release --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json --artifacts-path artifacts -o artifacts/publish @rest
    dotnet tool restore
    dotnet tool run dotnet-CycloneDX src/Cli/NumaProbe.Cli.csproj -o artifacts/publish -fn numaprobe.cdx.json -F Json -dpr
  }
  'pack' {
    dotnet pack src/Cli -c Release -o artifacts/package @rest
  }
  'sbom' {
    dotnet restore src/Cli
    dotnet tool restore
    dotnet tool run dotnet-CycloneDX src/Cli/NumaProbe.Cli.csproj -o artifacts/sbom -fn numaprobe.cdx.json -F Json -dpr @rest
  }
  'help' {
    Write-Output 'usage: build.ps1 build | test | run | bench | publish | pack | sbom  [arguments passed on]'
  }
  default {
    [Console]::Error.WriteLine("unknown target '$target'; try: build.ps1 help")
    exit 2
  }
}
exit $LASTEXITCODE
