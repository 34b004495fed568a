# One image, one executable: `numaprobe coordinator`, `numaprobe node`, `numaprobe health` and every other verb.
# Names official images only. Builds with BuildKit and with the classic builder.

# Exact, so that an image can be built again; a new one is a commit (docs/how-to/release.md).
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0.401
ARG ASPNET=mcr.microsoft.com/dotnet/aspnet:10.0.12

# The files that restoring depends on, and no others: editing source does not restore again.
FROM ${SDK} AS projects
WORKDIR /src
COPY . .
RUN find . -type f ! -name '*.csproj' ! -name 'packages.lock.json' ! -name '*.props' ! -name '*.targets' ! -name '*.proj' ! -name 'global.json' -delete \
 && find . -type d -empty -delete

FROM ${SDK} AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src
COPY --from=projects /src .
RUN dotnet restore src/Cli --locked-mode && dotnet restore src/Cli/Ahead/Compiler.proj
COPY . .
# With machine code for the architecture that the image is built on (src/Cli/Ahead): a process is well sooner.
RUN dotnet publish src/Cli -c Release --no-restore -o /plain \
    -p:DebugType=embedded -p:SatelliteResourceLanguages=en \
    -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false \
 && dotnet msbuild src/Cli -t:CompileAhead -p:Configuration=Release -p:AheadFrom=/plain/ -p:AheadFolder=/app/ \
 && find /app/runtimes -mindepth 1 -maxdepth 1 ! -name 'linux*' ! -name 'unix' -exec rm -r {} + \
 && mkdir /empty

# Framework-dependent: a new base image brings the framework's security fixes without a change of ours.
FROM ${ASPNET}
# No diagnostics socket, so that nothing needs a writable root; the language of messages is the same everywhere; a process of a cluster compiles at once
# what it finds to be hot (docs/adr/0013).
ENV PATH=/app:$PATH DOTNET_EnableDiagnostics=0 DOTNET_CLI_UI_LANGUAGE=en DOTNET_TieredPGO=0
COPY --from=build /app /app
# A new volume on /data takes over this owner.
COPY --from=build --chown=1654:1654 /empty /data
# The user `app` of the official image, as a number: whoever runs the image can check that it is not root.
USER 1654:1654
WORKDIR /data
ENTRYPOINT ["numaprobe"]
