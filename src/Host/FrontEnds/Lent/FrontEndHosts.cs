using Atelier.FrontEnds;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Inputs;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Security.Quotas;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>Makes what a session is lent out of the server's own services.</summary>
internal sealed class FrontEndHosts(
    IGenerationQueue queue, IJobStore jobs, IRunStore runs, IEventFeed feed, PictureQuota quota, FrontEndCatalog catalog,
    IPictureStore pictures,
    IPictureFiles files, Uploads uploads, UpscalerList upscalers, IWorkers workers, IScheduleStore schedules, ScheduleKeeper keeper,
    AuditLog audit,
    Func<string, IFrontEndStore> stores, ServerOptions server, TimeProvider time, ILoggerFactory logs) : IFrontEndHosts
{
    public ILentHost Open(string name, Action<string> report)
    {
        var group = Owners.GroupOfFrontEnd(name);
        var over = new CancellationTokenSource();
        var lent = new LentServices(
            new FrontEndQueue(name, group, queue, over.Token),
            new FrontEndJobs(group, jobs, runs, feed, quota, over.Token),
            catalog,
            new FrontEndPictures(name, group, pictures, files, uploads, upscalers, workers, audit),
            new FrontEndSchedules(name, group, schedules, keeper, audit, time),
            stores(name),
            server.PublicUrl is { } url ? new Uri(url) : null);
        return new FrontEndHost(lent, over, report, time, logs.CreateLogger($"{typeof(FrontEndHost).Namespace}.{name}"));
    }
}
