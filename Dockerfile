# One image, one executable: `numaprobe coordinator`, `numaprobe node`, `numaprobe health` and every other verb.
# Names official images only. Builds with BuildKit and with the classic builder.

# The files that restoring depends on, and no others: editing source does not restore again.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS projects
WORKDIR /src
COPY . .
RUN find . -type f ! -name '*.csproj' ! -name 'packages.lock.json' ! -name '*.props' ! -name 'global.json' -delete \
 && find . -type d -empty -delete

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src
COPY --from=projects /src .
RUN dotnet restore src/Cli --locked-mode
COPY . .
RUN dotnet publish src/Cli -c Release --no-restore -o /app \
    -p:DebugType=embedded -p:SatelliteResourceLanguages=en \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
 && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux*' ! -name 'unix' -exec rm -r {} + \
 && mkdir /empty

# Framework-dependent: a new base image brings the framework's security fixes without a new build of ours.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
# No diagnostics socket, so that nothing needs a writable root; the language of messages is the same everywhere.
ENV PATH=/app:$PATH DOTNET_EnableDiagnostics=0 DOTNET_CLI_UI_LANGUAGE=en
COPY --from=build /app /app
# A new volume on /data takes over this owner.
COPY --from=build --chown=1654:1654 /empty /data
# The user `app` of the official image, as a number: whoever runs the image can check that it is not root.
USER 1654:1654
WORKDIR /data
ENTRYPOINT ["numaprobe"]
