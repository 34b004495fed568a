using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using NumaProbe.Api.Settings;

namespace NumaProbe.Api.Endpoints;

/// <summary>What the description of the API says about endpoints beyond what the framework sees by itself.</summary>
internal static class EndpointDescriptions
{
    /// <summary>The endpoint may answer with problems of these status codes.</summary>
    internal static TBuilder ProducesProblems<TBuilder>(this TBuilder builder, params int[] codes)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var code in codes)
        {
            builder.WithMetadata(new ProducesResponseTypeMetadata(code, typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));
        }

        return builder;
    }

    /// <summary>The endpoint takes a body that it reads itself.</summary>
    internal static RouteHandlerBuilder WithBody(this RouteHandlerBuilder builder, string description, Type json, bool withText) =>
        builder.AddOpenApiOperationTransformer(async (operation, context, cancellation) =>
        {
            var body = new OpenApiRequestBody
            {
                Description = description,
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(json, null, cancellation) },
                },
            };
            if (withText)
            {
                body.Content[RequestText.Yaml[0]] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
            }

            operation.RequestBody = body;
        });

    /// <summary>The endpoint takes an idempotency key.</summary>
    internal static RouteHandlerBuilder WithKey(this RouteHandlerBuilder builder) =>
        builder.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "Names the request: repeated with the same body it has no second effect and gets the first answer",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = ApiLimits.Default.KeyLength },
            });
            return Task.CompletedTask;
        });
}
