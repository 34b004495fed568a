namespace NumaProbe.Scenarios.Documents;

/// <summary>Suggests what somebody may have meant to type.</summary>
public static class Suggestion
{
    /// <summary><c>did you mean 'x'?</c>, or null when no candidate is near.</summary>
    /// <param name="written">The wrong spelling.</param>
    /// <param name="candidates">Valid spellings.</param>
    public static string? For(string written, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(candidates);
        return new NearestName().Suggest(written, candidates);
    }
}
