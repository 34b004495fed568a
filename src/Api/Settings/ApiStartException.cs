namespace NumaProbe.Api.Settings;

/// <summary>The API cannot start as it was asked to; the message is for people and says what to change.</summary>
public sealed class ApiStartException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ApiStartException()
    {
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="message">What, where, why, and what to do about it.</param>
    public ApiStartException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and what caused it.</summary>
    /// <param name="message">What, where, why, and what to do about it.</param>
    /// <param name="innerException">The cause.</param>
    public ApiStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
