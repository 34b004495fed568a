# Stands in for mcr.microsoft.com/dotnet/aspnet: the runtimes without the SDK, and the official image's user and settings.
ARG SDK
FROM ${SDK} AS sdk

FROM numaprobe-ci/base
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libssl3 zlib1g \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --create-home app
COPY --from=sdk /usr/share/dotnet/dotnet /usr/share/dotnet/
COPY --from=sdk /usr/share/dotnet/host /usr/share/dotnet/host
COPY --from=sdk /usr/share/dotnet/shared /usr/share/dotnet/shared
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
