using System.Security.Authentication;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>Why an attempt to reach the broker failed, for people.</summary>
/// <param name="Message">What is wrong and what to look at.</param>
/// <param name="IsFinal">Trying again cannot help.</param>
internal sealed record BrokerFailure(string Message, bool IsFinal)
{
    /// <summary>Understands what the client threw.</summary>
    internal static BrokerFailure Of(Exception exception, BrokerUri broker)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<AuthenticationFailureException>().Any() || causes.OfType<PossibleAuthenticationFailureException>().Any())
        {
            return new BrokerFailure($"the broker at {broker} refuses user '{broker.User}' or the password", IsFinal: true);
        }

        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } tls)
        {
            return new BrokerFailure(
                $"the broker at {broker} does not prove who it is: {tls.Message} (its certificate must be valid for '{broker.Host}' and come from the authority in --broker-ca)",
                IsFinal: true);
        }

        if (causes.OfType<OperationInterruptedException>().FirstOrDefault()?.ShutdownReason is { } reason)
        {
            var isFinal = reason.ReplyCode is Constants.NotAllowed or Constants.AccessRefused or Constants.PreconditionFailed;
            return new BrokerFailure($"the broker at {broker} said: {reason.ReplyText}", isFinal);
        }

        var cause = causes.LastOrDefault() ?? exception;
        var hint = broker.IsTls ? "" : "; is it running, and does this port speak without TLS?";
        return new BrokerFailure($"the broker at {broker} cannot be reached: {cause.Message}{hint}", IsFinal: false);
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        const int MaxDepth = 16;
        var open = new Queue<(Exception Exception, int Depth)>([(exception, 0)]);
        while (open.TryDequeue(out var next))
        {
            yield return next.Exception;
            if (next.Depth >= MaxDepth)
            {
                continue;
            }

            IEnumerable<Exception> inner = next.Exception is AggregateException many ? many.InnerExceptions : next.Exception.InnerException is { } one ? [one] : [];
            foreach (var cause in inner)
            {
                open.Enqueue((cause, next.Depth + 1));
            }
        }
    }
}
