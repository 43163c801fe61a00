# The service as an image: built in the SDK, run in Ubuntu's chiseled runtime (no shell, no package manager), not as root.
#   docker build -t creditgate .
#   docker run --read-only --tmpfs /tmp -v creditgate-data:/data -v creditgate-keys:/keys -p 8080:8080 creditgate
FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY grains/Domain/CreditGate.Domain.csproj grains/Domain/packages.lock.json grains/Domain/
COPY grains/Contracts/CreditGate.Contracts.csproj grains/Contracts/packages.lock.json grains/Contracts/
COPY grains/Actors/CreditGate.Actors.csproj grains/Actors/packages.lock.json grains/Actors/
COPY silo/CreditGate.Silo.csproj silo/packages.lock.json silo/
COPY api/CreditGate.Api.csproj api/packages.lock.json api/
# With the compiler that ops/publish compiles ahead with.
RUN dotnet restore api/CreditGate.Api.csproj --locked-mode $([ "$(uname -m)" != x86_64 ] || echo "-r linux-x64")
COPY grains grains
COPY silo silo
COPY api api
COPY ops/publish ops/
RUN ops/publish /app \
    # Volumes take over the owner of the directory they are first mounted on.
    && mkdir /data /keys /backups

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
COPY --from=build --chown=$APP_UID:$APP_UID /keys /keys
COPY --from=build --chown=$APP_UID:$APP_UID /backups /backups
USER $APP_UID
ENV CREDITGATE_DATA=/data CREDITGATE_KEYS=/keys CREDITGATE_BACKUPS=/backups DOTNET_EnableDiagnostics=0
EXPOSE 8080 9464
VOLUME ["/data", "/keys", "/backups"]
ENTRYPOINT ["dotnet", "CreditGate.Api.dll"]
CMD ["--log", "json"]
