using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NumaProbe.Analysis.Reports;

namespace NumaProbe.Api;

/// <summary>The description of the API in OpenAPI, made from the endpoints; the same bytes wherever it is served.</summary>
internal static class ApiDescription
{
    /// <summary>Where it is. The framework answers for documents that there are not with a text of its own, so it is asked for this one only.</summary>
    internal const string Path = "/openapi/{documentName:regex(^v1$)}.json";

    private const string Scheme = "bearer";

    internal static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "NumaProbe",
                Version = SummaryJson.ApiVersion,
                Description = "A cluster that emulates how the Linux driver core probes devices on NUMA machines. Errors are problem details (RFC 9457).",
            };
            document.Servers = null;
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Scheme,
                    Description = "The operator's token, or for reading the viewer's; not needed where the coordinator was started without tokens",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
    });
}
