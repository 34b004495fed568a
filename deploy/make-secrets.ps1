# The twin of make-secrets.sh: writes what docker-compose.yml mounts as secrets, with the image that `docker compose build`
# makes. Files that are there stay as they are.
$ErrorActionPreference = 'Stop'
$folder = Join-Path $PSScriptRoot 'secrets'
$image = if ($env:NUMAPROBE_IMAGE) { $env:NUMAPROBE_IMAGE } else { 'numaprobe' }

function Invoke-Docker {
    docker @args
    if ($LASTEXITCODE -ne 0) { throw "docker $($args[0]) ended with $LASTEXITCODE" }
}

New-Item -ItemType Directory -Force $folder | Out-Null
if (-not (Test-Path (Join-Path $folder 'token'))) {
    $bytes = [byte[]]::new(32)
    [System.Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($bytes)
    $token = -join ($bytes | ForEach-Object { $_.ToString('x2') })
    [System.IO.File]::WriteAllText((Join-Path $folder 'token'), "$token`n")
}
if (-not (Test-Path (Join-Path $folder 'ca.pem'))) {
    $container = Invoke-Docker create --network none $image certs init --out /data/certs `
        coordinator coordinator-standby node-0 node-1 node-2 node-3
    try {
        Invoke-Docker start --attach $container | Out-Null
        Invoke-Docker cp "${container}:/data/certs/." $folder | Out-Null
    }
    finally {
        docker rm --force --volumes $container | Out-Null
    }
}
if ($env:OS -ne 'Windows_NT') {
    chmod 700 $folder
    chmod 644 (Get-ChildItem -File $folder).FullName
}
