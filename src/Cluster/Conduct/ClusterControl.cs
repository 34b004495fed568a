using System.Threading.Channels;
using NumaProbe.Cluster.Control;
using NumaProbe.Scenarios;
using NumaProbe.Shared.Model;

namespace NumaProbe.Cluster.Conduct;

/// <summary>
/// The coordinator as other threads see it: commands go into a bounded queue that the coordinator's loop reads, and the loop publishes what
/// is to be seen. Owns the crossing between threads only.
/// </summary>
public sealed class ClusterControl : IClusterControl
{
    /// <summary>Most commands that wait for the loop.</summary>
    public const int MaxWaiting = 256;

    private readonly Channel<ControlCommand> _commands = Channel.CreateBounded<ControlCommand>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private volatile ClusterView _view;

    /// <summary>Creates the control of a coordinator that does not lead yet.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    public ClusterControl(string cluster) => _view = new ClusterView(new ClusterStatus(cluster, IsLeader: false, 0, [], [], null), null, null);

    /// <summary>What the loop is to hand to <see cref="CoordinatorCore.OnCommand"/>, in this order.</summary>
    public ChannelReader<ControlCommand> Commands => _commands.Reader;

    /// <inheritdoc/>
    public ClusterStatus Status => _view.Status;

    /// <inheritdoc/>
    public ITraceLog? Trace => _view.Trace;

    /// <summary>Shows how everything is now. Called by the loop after each round, or a few times a second.</summary>
    /// <param name="view">From <see cref="CoordinatorCore.View"/>.</param>
    public void Publish(ClusterView view) => _view = view;

    /// <inheritdoc/>
    public Task<ControlOutcome<RunStarted>> StartAsync(StartRequest request, CancellationToken cancellation) =>
        Ask<RunStarted>(answer => new StartCommand(request, answer), cancellation);

    /// <inheritdoc/>
    public Task<ControlOutcome<InjectionReceipt>> InjectAsync(InjectionRequest request, CancellationToken cancellation) =>
        Ask<InjectionReceipt>(answer => new InjectCommand(request, answer), cancellation);

    /// <inheritdoc/>
    public Task<ControlOutcome<RunFinished>> FinishAsync(CancellationToken cancellation) =>
        Ask<RunFinished>(answer => new FinishCommand(answer), cancellation);

    /// <inheritdoc/>
    public ScenarioExport? Export() =>
        _view is { Scenario: { } scenario, Status.Run: { } run }
            ? new ScenarioExport(ScenarioWriter.Write(scenario), run.Header.Generation, run.Header.Seed)
            : null;

    private Task<ControlOutcome<T>> Ask<T>(Func<Action<ControlOutcome<T>>, ControlCommand> command, CancellationToken cancellation)
        where T : class
    {
        var answered = new TaskCompletionSource<ControlOutcome<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = command(outcome => answered.TrySetResult(outcome));
        if (!_commands.Writer.TryWrite(asked))
        {
            asked.Refuse(ControlRefusalKind.NotReady, $"{MaxWaiting} commands wait already; ask again in a moment");
        }

        return answered.Task.WaitAsync(cancellation);
    }
}
