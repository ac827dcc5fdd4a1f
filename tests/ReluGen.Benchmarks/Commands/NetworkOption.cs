using System.CommandLine;
using ReluGen.Benchmarks.Networks;

namespace ReluGen.Benchmarks.Commands;

/// <summary><c>--only</c>: some of the networks.</summary>
internal static class NetworkOption
{
    /// <summary>An option that refuses names that no network has.</summary>
    public static Option<string?> Create()
    {
        var only = new Option<string?>("--only") { Description = "One network, or all whose names contain this." };
        only.Validators.Add(result =>
        {
            var name = result.GetValueOrDefault<string>();
            if (NetworkCatalog.Select(name).Count == 0)
            {
                var names = string.Join(", ", NetworkCatalog.All.Select(network => network.Name));
                result.AddError($"No network is named like '{name}'. The networks are: {names}.");
            }
        });
        return only;
    }
}
