namespace NumaProbe.Api.Tests.Support;

/// <summary>A server-sent event, or a comment.</summary>
internal sealed record StreamedEvent(string? Name, string? Id, string? Data, string? Comment);
