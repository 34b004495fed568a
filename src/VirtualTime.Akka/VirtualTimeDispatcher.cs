using global::Akka.Actor;
using global::Akka.Configuration;
using global::Akka.Dispatch;
using AkkaEnvelope = global::Akka.Actor.Envelope;

namespace NumaProbe.VirtualTime.Akka;

/// <summary>
/// Gives messages to mailboxes when the partition says so: a message that is told becomes an event of the partition, and goes into its
/// mailbox when the event's turn comes. Akka's own messages (creation, supervision, watching) are carried out within the turn that caused
/// them. It has no threads.
/// </summary>
internal sealed class VirtualTimeDispatcher : MessageDispatcher
{
    private readonly AkkaHost _host;
    private readonly bool _isForGuardians;

    private VirtualTimeDispatcher(MessageDispatcherConfigurator configurator, bool isForGuardians)
        : base(configurator)
    {
        _host = HostSetup.HostOf(configurator.Prerequisites.Settings);
        _isForGuardians = isForGuardians;
        Id = configurator.Config.GetString("id");
        Throughput = 1;
    }

    /// <inheritdoc/>
    public override void Dispatch(ActorCell cell, AkkaEnvelope envelope)
    {
        if (_isForGuardians || _host.Loop.IsHandingOver || !_host.IsOpen)
        {
            _host.Loop.IsHandingOver = false;
            Hand(cell, envelope);
        }
        else
        {
            _host.Queue(new ToldMessage(this, cell, envelope), 0);
        }
    }

    /// <summary>Puts a message into the mailbox, to be handled within this turn.</summary>
    internal void Hand(ActorCell cell, AkkaEnvelope envelope) => base.Dispatch(cell, envelope);

    /// <inheritdoc/>
    protected override void ExecuteTask(IRunnable run) => _host.Loop.Execute(run);

    /// <inheritdoc/>
    protected override void Shutdown()
    {
        // nothing to give back
    }

    /// <summary>Makes the dispatcher of ordinary actors; named in the settings.</summary>
    internal sealed class ForActors : MessageDispatcherConfigurator
    {
        private readonly VirtualTimeDispatcher _dispatcher;

        /// <summary>Called by Akka.</summary>
        public ForActors(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new VirtualTimeDispatcher(this, isForGuardians: false);

        /// <inheritdoc/>
        public override MessageDispatcher Dispatcher() => _dispatcher;
    }

    /// <summary>Makes the dispatcher of Akka's own actors, whose messages are no events of the world; named in the settings.</summary>
    internal sealed class ForGuardians : MessageDispatcherConfigurator
    {
        private readonly VirtualTimeDispatcher _dispatcher;

        /// <summary>Called by Akka.</summary>
        public ForGuardians(Config config, IDispatcherPrerequisites prerequisites)
            : base(config, prerequisites) => _dispatcher = new VirtualTimeDispatcher(this, isForGuardians: true);

        /// <inheritdoc/>
        public override MessageDispatcher Dispatcher() => _dispatcher;
    }
}
