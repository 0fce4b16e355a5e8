using Atelier.FrontEnds;
using Atelier.Host.FrontEnds;
using Atelier.Jobs;

namespace Atelier.Host.Tests.FrontEnds.Doubles;

/// <summary>Lends a store in memory and the time, and nothing else.</summary>
internal sealed class PretendHosts(TimeProvider time) : IFrontEndHosts
{
    public MemoryFrontEndStore Store { get; } = new();

    public ILentHost Open(string name, Action<string> report) => new Lent(Store, time, report);

    private sealed class Lent(IFrontEndStore store, TimeProvider time, Action<string> report) : ILentHost
    {
        public IGenerationQueue Queue => throw new NotSupportedException();

        public IFrontEndJobs Jobs => throw new NotSupportedException();

        public IFrontEndCatalog Catalog => throw new NotSupportedException();

        public IFrontEndPictures Pictures => throw new NotSupportedException();

        public IFrontEndSchedules Schedules => throw new NotSupportedException();

        public IFrontEndStore Store => store;

        public TimeProvider Time => time;

        public Uri? PublicAddress => null;

        public void Report(string state) => report(state);

        public void Log(FrontEndLogLevel level, string message)
        {
        }

        public void Dispose()
        {
        }
    }
}
