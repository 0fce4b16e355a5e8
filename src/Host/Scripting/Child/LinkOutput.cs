using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Client;
using Atelier.Host.Scripting.Link;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Scripting.Child;

/// <summary>Tells the server what a script says, within what one run may say.</summary>
internal sealed class LinkOutput : IScriptOutput
{
    private readonly FrameLink<ScriptMessage> _link;
    private readonly OutputBudget _budget;

    public LinkOutput(FrameLink<ScriptMessage> link)
    {
        _link = link;
        _budget = new OutputBudget((level, text) => link.Post(new ScriptMessage.Said(level, text)));
    }

    public void Write(string level, string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            _budget.Say(level, line.ToString());
        }
    }

    public void Progress(ProgressEvent progress) => _link.Post(new ScriptMessage.Moved(progress));

    public void Over(string jobId) => _link.Post(new ScriptMessage.Over(jobId));
}
