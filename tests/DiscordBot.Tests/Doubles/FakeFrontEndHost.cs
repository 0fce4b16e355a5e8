using System.Collections.Concurrent;
using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>A server in memory, in time that a test lets pass.</summary>
internal sealed class FakeFrontEndHost : IFrontEndHost
{
    private readonly ConcurrentQueue<string> _reports = new();
    private readonly ConcurrentQueue<(FrontEndLogLevel Level, string Message)> _log = new();

    public FakeFrontEndHost()
    {
        Pictures = new FakePictures();
        Queue = new FakeQueue(Clock, Catalog, Pictures);
        Schedules = new FakeSchedules(Queue);
        Store = new FakeStore(Clock);
    }

    public ManualTime Clock { get; } = new();

    public FakeQueue Queue { get; }

    public FakeCatalog Catalog { get; } = new();

    public FakePictures Pictures { get; }

    public FakeSchedules Schedules { get; }

    public FakeStore Store { get; }

    public Uri? PublicAddress { get; set; }

    public IReadOnlyCollection<string> Reports => _reports;

    public IReadOnlyCollection<(FrontEndLogLevel Level, string Message)> Logged => _log;

    public TimeProvider Time => Clock;

    IGenerationQueue IFrontEndHost.Queue => Queue;

    IFrontEndJobs IFrontEndHost.Jobs => Queue;

    IFrontEndCatalog IFrontEndHost.Catalog => Catalog;

    IFrontEndPictures IFrontEndHost.Pictures => Pictures;

    IFrontEndSchedules IFrontEndHost.Schedules => Schedules;

    IFrontEndStore IFrontEndHost.Store => Store;

    public void Report(string state) => _reports.Enqueue(state);

    public void Log(FrontEndLogLevel level, string message) => _log.Enqueue((level, message));
}
