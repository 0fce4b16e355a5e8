using System.CommandLine;
using Atelier.Bench;

// One command a claim: `dotnet run -c Release --project bench -- unet-step`.
var root = new RootCommand("Atelier's performance claims, each measured in one run.");
root.Subcommands.Add(UNetStep.Command());
root.Subcommands.Add(Quantized.Command());
root.Subcommands.Add(OperatorComparison.Command());
root.Subcommands.Add(OrtShare.Command());
root.Subcommands.Add(Control.Command());
root.Subcommands.Add(OneShot.Command());
root.Subcommands.Add(Spinning.Command());
root.Subcommands.Add(ModelMemory.Command());
root.Subcommands.Add(MemoryModes.Command());
root.Subcommands.Add(ServerLoad.Command());
root.Subcommands.Add(Batching.Command());
root.Subcommands.Add(Previews.Command());
root.Subcommands.Add(Kill.Command());
root.Subcommands.Add(QueueSize.Command());
root.Subcommands.Add(Adapters.Command());
root.Subcommands.Add(Scripts.Command());
return root.Parse(args).Invoke();
