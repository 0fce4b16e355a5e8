using Atelier.FrontEnds;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>The server in memory for conversations over a socket, where time passes by itself.</summary>
internal sealed class HostInRealTime(FakeFrontEndHost host) : IFrontEndHost
{
    public IGenerationQueue Queue => host.Queue;

    public IFrontEndJobs Jobs => host.Queue;

    public IFrontEndCatalog Catalog => host.Catalog;

    public IFrontEndPictures Pictures => host.Pictures;

    public IFrontEndSchedules Schedules => host.Schedules;

    public IFrontEndStore Store => host.Store;

    public TimeProvider Time => TimeProvider.System;

    public Uri? PublicAddress => host.PublicAddress;

    public void Report(string state) => host.Report(state);

    public void Log(FrontEndLogLevel level, string message) => host.Log(level, message);
}
