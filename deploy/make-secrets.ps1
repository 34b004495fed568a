# The twin of make-secrets.sh: writes what docker-compose.yml mounts as secrets. Files that are there stay as they are.
$ErrorActionPreference = 'Stop'
$folder = Join-Path $PSScriptRoot 'secrets'

function New-Random {
    $bytes = [byte[]]::new(32)
    [System.Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($bytes)
    -join ($bytes | ForEach-Object { $_.ToString('x2') })
}

function Write-Secret([string] $name, [string] $text) {
    [System.IO.File]::WriteAllText((Join-Path $folder $name), $text)
}

New-Item -ItemType Directory -Force $folder | Out-Null
if (-not (Test-Path (Join-Path $folder 'broker'))) {
    $password = New-Random
    Write-Secret 'broker-user.conf' "default_user = numaprobe`ndefault_pass = $password`n"
    Write-Secret 'broker' "amqp://numaprobe:$password@rabbitmq:5672/%2f`n"
}
if (-not (Test-Path (Join-Path $folder 'token'))) {
    Write-Secret 'token' "$(New-Random)`n"
}
