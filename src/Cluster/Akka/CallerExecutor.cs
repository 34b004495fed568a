using System.Runtime.ExceptionServices;
using Akka.Configuration;
using Akka.Dispatch;

namespace NumaProbe.Cluster.Akka;

/// <summary>
/// Carries out Akka.Remote's own actors on whichever thread gives them something to do: a frame passes through three of them on each side, and
/// waking a pool thread for each costs more than all of their work. Owns what waits on the present thread; must never carry out an actor that
/// computes or waits, since the thread may be the one that reads a socket.
/// </summary>
internal sealed class CallerExecutor(string id) : ExecutorService(id)
{
    /// <summary>Most that may wait on one thread; an actor waits once, however much it has to do.</summary>
    internal const int MaxWaiting = 1 << 16;

    [ThreadStatic]
    private static Queue<IRunnable>? _waiting;

    [ThreadStatic]
    private static bool _isBusy;

    /// <inheritdoc/>
    /// <exception cref="RejectedExecutionException">Too much waits on this thread.</exception>
    public override void Execute(IRunnable run)
    {
        var waiting = _waiting ??= new Queue<IRunnable>();
        if (waiting.Count == MaxWaiting)
        {
            throw new RejectedExecutionException($"{MaxWaiting} actors wait on one thread");
        }

        waiting.Enqueue(run);
        if (!_isBusy)
        {
            Drain(waiting);
        }
    }

    /// <inheritdoc/>
    public override void Shutdown()
    {
        // it has no threads
    }

    private static void Drain(Queue<IRunnable> waiting)
    {
        _isBusy = true;
        ExceptionDispatchInfo? bug = null;
        while (waiting.TryDequeue(out var next))
        {
            try
            {
                next.Run();
            }
#pragma warning disable CA1031 // it is thrown again when the others, which have nothing to do with it, have had their turns
            catch (Exception e)
#pragma warning restore CA1031
            {
                bug ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        _isBusy = false;
        bug?.Throw();
    }

    /// <summary>Makes it; named in the settings.</summary>
    internal sealed class Configurator(Config config, IDispatcherPrerequisites prerequisites) : ExecutorServiceConfigurator(config, prerequisites)
    {
        /// <summary>How the settings name it.</summary>
        internal const string Name = "NumaProbe.Cluster.Akka.CallerExecutor+Configurator, NumaProbe.Cluster";

        /// <inheritdoc/>
        public override ExecutorService Produce(string id) => new CallerExecutor(id);
    }
}
