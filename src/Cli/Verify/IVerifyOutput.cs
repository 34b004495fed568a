namespace NumaProbe.Cli.Verify;

/// <summary>A form of <c>verify</c>'s result on standard output.</summary>
internal interface IVerifyOutput
{
    /// <summary>Takes the next outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    void Add(VerifyOutcome outcome);

    /// <summary>Ends the result with its total. Call once.</summary>
    void Finish();
}
