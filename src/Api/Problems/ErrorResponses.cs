using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NumaProbe.Api.Problems;

/// <summary>Gives every answer with an error status a problem as its body, whoever refused the request.</summary>
internal static partial class ErrorResponses
{
    internal static void Use(IApplicationBuilder application)
    {
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = HandleAsync,
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        application.UseStatusCodePages(page => Problem.OfStatus(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
    }

    private static Task HandleAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return Problem.OfStatus(StatusOf(error)).ExecuteAsync(context);
    }

    private static int StatusOf(Exception? error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        OperationCanceledException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
