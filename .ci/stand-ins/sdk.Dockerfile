# Stands in for mcr.microsoft.com/dotnet/sdk: this machine's .NET folder, its certificates and its package feed.
FROM numaprobe-ci/base
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends libssl3 zlib1g $(apt-cache search --names-only '^libicu[0-9]+$' | cut -d' ' -f1) \
 && rm -rf /var/lib/apt/lists/*
COPY certs /etc/ssl/certs
COPY dotnet /usr/share/dotnet
COPY NuGet.Config /etc/numaprobe/NuGet.Config
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && mkdir -p ~/.nuget/NuGet && mv /etc/numaprobe/NuGet.Config ~/.nuget/NuGet/
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true \
    DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_NOLOGO=true NUGET_XMLDOC_MODE=skip
